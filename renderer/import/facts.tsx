import './outcome.css'
import type { Provenance } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'

export type Fact = readonly [name: string, value: string | null]

/** Names and values, one a line; what has no value is left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

/** How an import came to be, as it is kept with its version. */
export function ProvenanceFacts({ provenance }: { readonly provenance: Provenance }) {
  const { t, format } = useI18n()
  const columns = Object.entries(provenance.columns).map(([target, column]) => `${target} ← ${column}`)
  return (
    <Facts
      facts={[
        [t('provenance.file'), `${provenance.file} · ${provenance.format} · ${format.bytes(provenance.bytes)}`],
        [t('provenance.layer'), provenance.layer || null],
        [t('provenance.crs'), provenance.crs],
        [t('provenance.datum'), provenance.datum],
        [t('provenance.encoding'), provenance.encoding],
        [t('provenance.imported'), format.dateTime(provenance.importedAt)],
        [t('provenance.columns'), columns.join(' · ')],
        [t('provenance.hash'), provenance.hash.slice(0, 16)],
      ]}
    />
  )
}

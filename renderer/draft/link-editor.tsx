import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Link, PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand } from '../queries.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Papers, pictures and pages of an item, by where they are. */
export function LinkEditor({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const [isAdding, setAdding] = useState(false)
  return (
    <div className="links">
      <span className="field-label">{t('form.links')}</span>
      {item.links.map((link) => (
        <LinkRow key={link.id} item={item} link={link} />
      ))}
      {isAdding ? (
        <LinkRow item={item} link={null} onAdded={() => setAdding(false)} />
      ) : (
        <Button size="small" tone="quiet" icon={Plus} onPress={() => setAdding(true)}>
          {t('form.add-link')}
        </Button>
      )}
    </div>
  )
}

interface LinkRowProps {
  readonly item: PlanItem
  /** null: one that is being added. */
  readonly link: Link | null
  readonly onAdded?: () => void
}

function LinkRow({ item, link, onAdded }: LinkRowProps) {
  const { t } = useI18n()
  const command = useCommand()
  const [title, setTitle] = useState<string | null>(null)
  const [url, setUrl] = useState<string | null>(null)
  const ids = { plan: item.planId, item: item.id }
  const said = { title: title ?? link?.title ?? '', url: url ?? link?.url ?? '' }
  const store = () => {
    const { title: newTitle, url: newUrl } = { title: said.title.trim(), url: said.url.trim() }
    // An address is what makes a link; until there is one, what was typed waits.
    if (newUrl === '' || (newTitle === link?.title && newUrl === link.url)) return
    const whole = { id: link?.id ?? crypto.randomUUID(), title: newTitle, url: newUrl }
    command.mutate({ type: 'setLink', ...ids, link: whole }, { onSuccess: () => onAdded?.() })
    setTitle(null)
    setUrl(null)
  }
  const remove = () => {
    if (link) command.mutate({ type: 'removeLink', ...ids, link: link.id })
    else onAdded?.()
  }
  return (
    <div className="link-row">
      <div className="link-fields">
        <TextField
          label={t('form.link-title')}
          labelHidden
          placeholder={t('form.link-title')}
          value={said.title}
          onChange={setTitle}
          onCommit={store}
          autoFocus={link === null}
        />
        <TextField
          label={t('form.link-url')}
          labelHidden
          placeholder={t('form.link-url')}
          value={said.url}
          onChange={setUrl}
          onCommit={store}
        />
      </div>
      <IconButton
        icon={X}
        size="small"
        label={t('form.remove-link', { title: said.title || said.url })}
        onPress={remove}
      />
    </div>
  )
}

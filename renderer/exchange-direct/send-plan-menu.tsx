import { FileInput, FileOutput, Radio, Send } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { pickPacks } from '../merge/receive-files.ts'
import { sendPlan } from '../state/send-plan.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { openDirect } from './direct-flow.ts'

/** The ways of a plan to another laptop: a file for a stick, or straight over. */
export function SendPlanMenu({ plan }: { readonly plan: string }) {
  const { t } = useI18n()
  return (
    <Menu
      label={t('packs.menu')}
      trigger={<IconButton icon={Send} size="small" label={t('packs.menu')} />}
      entries={[
        { id: 'file', label: t('packs.send-out'), icon: FileOutput, onAction: () => void sendPlan(plan) },
        { id: 'receive', label: t('merge.receive'), icon: FileInput, onAction: () => void pickPacks() },
        { id: 'direct', label: t('packs.send-direct'), icon: Radio, onAction: () => openDirect(plan) },
      ]}
    />
  )
}

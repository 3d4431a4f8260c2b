import './tabs.css'
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'

export interface TabsProps<Id extends string> {
  readonly label: string
  readonly tabs: ReadonlyArray<{ readonly id: Id; readonly title: string; readonly content: ReactNode }>
}

/** Parts of one thing, one in sight at a time. */
export function Tabs<Id extends string>({ label, tabs }: TabsProps<Id>) {
  return (
    <AriaTabs className="tabs">
      <TabList aria-label={label} className="tab-list">
        {tabs.map(({ id, title }) => (
          <Tab key={id} id={id} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}

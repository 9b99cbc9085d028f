import type { ReactNode } from 'react'

/** The head of a section: its name, one sentence on what it is for, and what can be done with all of it. */
export function SectionHead({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <header className="section-head">
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      {children ? <div className="section-head__acts">{children}</div> : null}
    </header>
  )
}

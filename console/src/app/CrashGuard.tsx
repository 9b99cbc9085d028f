import { Component, type ReactNode } from 'react'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { StandIn } from './StandIn.tsx'

/** A fault in drawing must not leave a white wall that nobody notices. */
export class CrashGuard extends Component<{ children: ReactNode }, { isCrashed: boolean }> {
  override state = { isCrashed: false }

  static getDerivedStateFromError(): { isCrashed: boolean } {
    return { isCrashed: true }
  }

  override render(): ReactNode {
    return this.state.isCrashed ? <Crashed /> : this.props.children
  }
}

function Crashed() {
  const t = useT()
  return (
    <StandIn title={t('app.crash.title')} text={t('app.crash.text')} isAlert>
      <Button look="primary" onClick={() => window.location.reload()}>
        {t('app.crash.reload')}
      </Button>
    </StandIn>
  )
}

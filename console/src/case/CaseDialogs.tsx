import type { PoliceDecision } from '@liandong/shared/classify/classification.ts'
import type { Act } from './acts.ts'
import { CancelDialog } from './dialogs/CancelDialog.tsx'
import { ClassifyDialog } from './dialogs/ClassifyDialog.tsx'
import type { CaseDialogProps } from './dialogs/dialog-props.ts'
import { DispatchDialog } from './dialogs/DispatchDialog.tsx'
import { FlagDialog } from './dialogs/FlagDialog.tsx'
import { HandbackDialog } from './dialogs/HandbackDialog.tsx'
import { MergeDialog } from './dialogs/MergeDialog.tsx'
import { ReportDialog } from './dialogs/ReportDialog.tsx'
import { SettleDialog } from './dialogs/SettleDialog.tsx'
import { TextDialog } from './dialogs/TextDialog.tsx'
import { TicketDialog } from './dialogs/TicketDialog.tsx'
import { VisitDialog } from './dialogs/VisitDialog.tsx'

const POLICE_OF: Partial<Record<Act, PoliceDecision>> = { police: 'police', nonPolice: 'nonPolice' }

/** The dialog of an act. 知晓 and 代签收 take none: they are done at the press. */
export function CaseDialogs({ act, ...props }: CaseDialogProps & { act: Act }) {
  switch (act) {
    case 'dispatch':
      return <DispatchDialog {...props} />
    case 'police':
    case 'nonPolice':
    case 'reclassify':
      return <ClassifyDialog {...props} to={POLICE_OF[act]} />
    case 'settle':
      return <SettleDialog {...props} />
    case 'issueTicket':
      return <TicketDialog {...props} />
    case 'merge':
      return <MergeDialog {...props} />
    case 'cancel':
      return <CancelDialog {...props} />
    case 'report':
      return <ReportDialog {...props} />
    case 'handback':
      return <HandbackDialog {...props} />
    case 'visit':
      return <VisitDialog {...props} />
    case 'flag':
      return <FlagDialog {...props} />
    case 'transferPolice':
    case 'note':
    case 'close':
    case 'reopen':
    case 'decline':
    case 'depart':
    case 'arrive':
      return <TextDialog {...props} name={act} />
    case 'acknowledge':
    case 'retractArrival':
    case 'call':
    case 'attend':
      return null
  }
}

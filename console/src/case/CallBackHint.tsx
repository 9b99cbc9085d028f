import type { AddressDoubt } from '@liandong/shared/cases/address-doubt.ts'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import type { Reveal } from './use-reveal.ts'

/** 回拨报警人: why, and one press to the number; the press is the reason that is logged. */
export function CallBackHint({ doubt, reveal }: { doubt: AddressDoubt; reveal: Reveal }) {
  const t = useT()
  const phone = reveal.values?.['caller.phone']
  return (
    <p className="alert-text__callback" role="status">
      <b>{t(`case.callBack.${doubt}`)}</b>
      {phone ? (
        <a href={`tel:${phone}`}>{t('case.callBack.number', { phone })}</a>
      ) : (
        <Button
          size="small"
          isBusy={reveal.isBusy}
          onClick={() => void reveal.ask(['caller.phone'], t('case.reveal.reason.locate'))}
        >
          {t('case.callBack.act')}
        </Button>
      )}
    </p>
  )
}

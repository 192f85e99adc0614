import { Alert, Button } from 'antd';
import { useSession } from '../app/session';
import { useTexts } from '../texts/TextsContext';
import type { Colleagues } from './colleagues';
import type { Known, UncoveredLeave } from './substitutes';

interface Props {
  known: Known;
  colleagues: Colleagues;
  onChoose: (leave: UncoveredLeave) => void;
}

/** What a person must know of substitutes while they look at their tasks. */
export function SubstituteNotes({ known, colleagues: { nameOf }, onChoose }: Props) {
  const { t, date } = useTexts();
  const { me } = useSession();
  const now = known.substitutions.filter((s) => s.isNow);
  const leave = known.uncovered.find((l) => l.person === me.user);
  return (
    <>
      {now.filter((s) => s.substitute === me.user).map((s) => (
        <Alert key={s.number} className="notice" type="info" showIcon
          title={t('substitute.youStandIn', { person: nameOf(s.person), to: date(s.to) })} />
      ))}
      {now.filter((s) => s.person === me.user).map((s) => (
        <Alert key={s.number} className="notice" type="info" showIcon
          title={t('substitute.standsInForYou', { person: nameOf(s.substitute), to: date(s.to) })} />
      ))}
      {leave && (
        <Alert className="notice" type="warning" showIcon title={t('substitute.uncovered', { from: date(leave.from), to: date(leave.to) })}
          action={<Button size="small" onClick={() => onChoose(leave)}>{t('substitute.choose')}</Button>} />
      )}
    </>
  );
}

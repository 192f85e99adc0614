import { ExclamationCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import type { Finding } from '../api/problem';
import { useTexts } from '../texts/TextsContext';

/** How bad a finding is, for the eye and for who has it read out. */
export function SeveritySign({ of }: { of: Finding['severity'] }) {
  const { t } = useTexts();
  const said = t(`severity.${of}`);
  return of === 'error' ? <ExclamationCircleFilled className="bad" aria-label={said} />
    : of === 'warning' ? <WarningFilled className="warn" aria-label={said} /> : <InfoCircleFilled aria-label={said} />;
}

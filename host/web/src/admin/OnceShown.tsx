import { Alert, Typography } from 'antd';
import { useTexts } from '../texts/TextsContext';

/** A secret that the server tells this once. */
export function OnceShown({ label, secret }: { label: string; secret: string }) {
  const { t } = useTexts();
  return (
    <Alert className="notice" type="warning" showIcon title={label} description={(
      <>
        <Typography.Text code copyable={{ tooltips: [t('action.copy'), t('action.copied')] }}>{secret}</Typography.Text>
        <div>{t('admin.once')}</div>
      </>
    )} />
  );
}

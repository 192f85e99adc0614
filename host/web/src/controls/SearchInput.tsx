import { Input, type GetProps } from 'antd';
import { CloseCircleFilled } from '@ant-design/icons';
import { useTexts } from '../texts/TextsContext';

type Props = Omit<GetProps<typeof Input.Search>, 'allowClear'>;

/** Words to search by, and a way to empty them that says what it does. */
export function SearchInput(props: Props) {
  const { t } = useTexts();
  return <Input.Search allowClear={{ clearIcon: <CloseCircleFilled aria-label={t('action.clear')} /> }} {...props} />;
}

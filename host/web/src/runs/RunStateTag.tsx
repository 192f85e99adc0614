import { Tag } from 'antd';
import { useTexts } from '../texts/TextsContext';
import type { RunState } from './server';

const colors: Record<RunState, string> = { running: 'blue', waiting: 'gold', finished: 'green', faulted: 'red', cancelled: 'default' };

export function RunStateTag({ state }: { state: RunState }) {
  const { t } = useTexts();
  return <Tag color={colors[state]}>{t(`run.state.${state}`)}</Tag>;
}

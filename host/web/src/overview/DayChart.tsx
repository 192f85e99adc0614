import { useMemo } from 'react';
import { useTexts } from '../texts/TextsContext';
import { Chart } from './Chart';
import type { Day } from './server';

interface Props {
  days: Day[];
  /** What is counted on each day; faults stand as bars. */
  lines: readonly Exclude<keyof Day, 'day'>[];
}

/** What happened day by day; its sums are said to who cannot see the picture. */
export function DayChart({ days, lines }: Props) {
  const { t, dayOfYear, number } = useTexts();
  const options = useMemo(() => ({
    grid: { left: 44, right: 12, top: 36, bottom: 24 },
    legend: { top: 0 },
    tooltip: { trigger: 'axis' as const, confine: true },
    xAxis: { type: 'category' as const, data: days.map((d) => dayOfYear(d.day)) },
    yAxis: { type: 'value' as const, minInterval: 1 },
    series: lines.map((line) => ({
      name: t(`overview.day.${line}`), type: line === 'faulted' ? 'bar' as const : 'line' as const, data: days.map((d) => d[line]),
    })),
  }), [days, lines, t, dayOfYear]);
  const sums = lines.map((line) => `${t(`overview.day.${line}`)} ${number(days.reduce((n, d) => n + d[line], 0), 0)}`);
  return <Chart options={options} label={t('overview.chart', { n: days.length, sums: sums.join(', ') })} />;
}

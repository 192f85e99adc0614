import { useMemo } from 'react';
import { useTexts } from '../texts/TextsContext';
import { Chart } from './Chart';
import type { Day } from './server';

/** Runs by day; the table beneath says the same to who cannot see the picture. */
export function DayChart({ days }: { days: Day[] }) {
  const { t, date } = useTexts();
  const options = useMemo(() => ({
    grid: { left: 36, right: 12, top: 36, bottom: 24 },
    legend: { top: 0 },
    tooltip: { trigger: 'axis' as const },
    xAxis: { type: 'category' as const, data: days.map((d) => date(d.day)) },
    yAxis: { type: 'value' as const, minInterval: 1 },
    series: [
      { name: t('overview.day.started'), type: 'line' as const, data: days.map((d) => d.started) },
      { name: t('overview.day.finished'), type: 'line' as const, data: days.map((d) => d.finished) },
      { name: t('overview.day.faulted'), type: 'bar' as const, data: days.map((d) => d.faulted) },
    ],
  }), [days, t, date]);
  const sum = (pick: (d: Day) => number) => days.reduce((n, d) => n + pick(d), 0);
  return (
    <Chart
      options={options}
      label={t('overview.chart', { started: sum((d) => d.started), finished: sum((d) => d.finished), faulted: sum((d) => d.faulted) })}
    />
  );
}

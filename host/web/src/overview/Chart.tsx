import { useEffect, useRef } from 'react';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useLook } from '../app/Look';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const colors = { light: ['#1a5fd0', '#1f7a1f', '#c41d2f'], dark: ['#7fb0ff', '#6cc46c', '#ff8080'] };

export function Chart({ options, label }: { options: EChartsCoreOption; label: string }) {
  const { dark } = useLook();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = init(box.current!, dark ? 'dark' : undefined, { renderer: 'svg' });
    const text = { color: dark ? 'rgba(255,255,255,.75)' : 'rgba(0,0,0,.72)' };
    chart.setOption({ backgroundColor: 'transparent', color: dark ? colors.dark : colors.light, textStyle: text, ...options });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current!);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [options, dark]);
  return <div ref={box} className="chart" role="img" aria-label={label} />;
}

import type { ComponentProps } from 'react';
import AntdIcon from '@ant-design/icons/es/components/AntdIconLight';

/**
 * Stands in the place of what draws every icon, those of the library's own controls too (see vite.config.ts). An icon says what it is
 * given to say and else nothing: its own name is an English word, which was read out as a part of the button's.
 */
export default function Icon(props: ComponentProps<typeof AntdIcon>) {
  const said = props['aria-label'];
  return <AntdIcon {...props} aria-label={said} aria-hidden={said === undefined ? true : undefined}
    role={props.role ?? (said === undefined ? undefined : 'img')} />;
}

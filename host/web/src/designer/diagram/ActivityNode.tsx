import { memo } from 'react';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import {
  BlockOutlined,
  CheckCircleFilled,
  ClockCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  LoginOutlined,
  ThunderboltFilled,
  WarningFilled,
} from '@ant-design/icons';
import { useTexts } from '../../texts/TextsContext';
import { embeddedPorts } from '../graph/ports';
import { activityTitle } from '../graph/titles';
import type { ActivityNodeType, Mark } from './flow';
import { lookOf } from './look';
import { outcomeName } from './names';

const states = {
  done: <CheckCircleFilled />,
  active: <ThunderboltFilled />,
  waiting: <ClockCircleFilled />,
  faulted: <CloseCircleFilled />,
};

function MarkBadge({ mark }: { mark: Mark }) {
  const { t } = useTexts();
  const icon = mark.state && mark.state in states ? states[mark.state as keyof typeof states] : null;
  return (
    <span className="act-badges">
      {mark.problem && (
        <span
          className={`act-problem act-problem-${mark.problem}`}
          role="img"
          aria-label={t(mark.problem === 'error' ? 'designer.hasError' : 'designer.hasWarning')}
          title={t(mark.problem === 'error' ? 'designer.hasError' : 'designer.hasWarning')}
        >
          {mark.problem === 'error' ? <ExclamationCircleFilled /> : <WarningFilled />}
        </span>
      )}
      {icon && <span className={`act-state-${mark.state}`}>{icon}</span>}
      {mark.count !== undefined && mark.count > 1 && <span className="act-count">{mark.count}×</span>}
    </span>
  );
}

/** An activity on the canvas: symbol, name, kind, and a line for each outcome when it has several. */
export const ActivityNode = memo(function ActivityNode({ data, selected }: NodeProps<ActivityNodeType>) {
  const texts = useTexts();
  const { local } = texts;
  const { activity, descriptor, outcomes, mark } = data;
  const { color, icon } = lookOf(descriptor.category);
  const kind = local(descriptor.displayName);
  const title = local(activityTitle(activity));
  const inside = Boolean(activity.activities) || embeddedPorts(activity, descriptor).length > 0;
  const one = outcomes.length === 1;
  return (
    <div className={`act ${selected ? 'act-selected' : ''} ${mark?.state ? `act-${mark.state}` : ''}`}>
      <Handle type="target" position={Position.Left} id="In" className="act-in" />
      <div className="act-head">
        <span className="act-icon" style={{ background: color }} aria-hidden>
          {icon}
        </span>
        <span className="act-text">
          <span className="act-title" title={title}>
            {title}
          </span>
          <span className="act-kind">
            {activity.customProperties?.canStartWorkflow === true && <LoginOutlined />} {kind}
            {inside && <BlockOutlined className="act-inside" />}
          </span>
        </span>
        {mark && <MarkBadge mark={mark} />}
      </div>
      {one && <Handle type="source" position={Position.Right} id={outcomes[0]} className="act-out act-out-one" />}
      {!one &&
        outcomes.map((outcome) => (
          <div className="act-port" key={outcome}>
            <span>{outcomeName(outcome, texts, activity)}</span>
            <Handle type="source" position={Position.Right} id={outcome} className="act-out" />
          </div>
        ))}
    </div>
  );
});

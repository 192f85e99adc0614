import { BaseEdge, BezierEdge, getSmoothStepPath, type EdgeProps } from '@xyflow/react';

const below = 64;

/** A connection; one that leads back goes round beneath, where it is not taken for one that leads on. */
export function ConnectionLine(props: EdgeProps) {
  const { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, label, labelStyle, markerEnd, style } = props;
  if (targetX >= sourceX) {
    return <BezierEdge {...props} />;
  }
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, borderRadius: 16, offset: 26,
    centerY: Math.max(sourceY, targetY) + below,
  });
  return <BaseEdge {...{ path, labelX, labelY, label, labelStyle, markerEnd, style }} />;
}

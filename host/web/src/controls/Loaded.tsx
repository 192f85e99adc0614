import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Queried } from '../api/useQuery';
import { ProblemNotice } from './ProblemNotice';

/** The answer once it is there, its shape while it is asked for, and in words why it is not there. */
export function Loaded<T>({ query, children }: { query: Queried<T>; children: (data: T) => ReactNode }) {
  return (
    <>
      <ProblemNotice problem={query.problem} onRetry={query.reload} />
      {query.data !== undefined ? children(query.data) : query.loading && <Skeleton active paragraph={{ rows: 6 }} />}
    </>
  );
}

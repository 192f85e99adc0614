import { useState } from 'react';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import type { Colleagues } from './colleagues';
import { SubstituteDrawer } from './SubstituteDrawer';
import { SubstituteNotes } from './SubstituteNotes';
import { substitutes, type UncoveredLeave } from './substitutes';

interface Props {
  open: boolean;
  colleagues: Colleagues;
  onOpen: (open: boolean) => void;
  onChanged: () => void;
}

/** What is known of substitutes above the tasks, and the drawer in which they are named. */
export function Substitutes({ open, colleagues, onOpen, onChanged }: Props) {
  const known = useQuery('substitutes', substitutes.known);
  useLive(known.reload, [{ kind: 'tasks' }], 120);
  const [leave, setLeave] = useState<UncoveredLeave>();
  const choose = (uncovered: UncoveredLeave) => {
    setLeave(uncovered);
    onOpen(true);
  };
  return (
    <>
      {known.data && <SubstituteNotes known={known.data} colleagues={colleagues} onChoose={choose} />}
      <SubstituteDrawer open={open} query={known} colleagues={colleagues} leave={leave} onClose={() => onOpen(false)}
        onChanged={onChanged} />
    </>
  );
}

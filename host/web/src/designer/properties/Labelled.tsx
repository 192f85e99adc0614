import { useId, type ReactNode } from 'react';

interface Props {
  label: string;
  hint?: string;
  required?: boolean;
  children: (id: string) => ReactNode;
  extra?: ReactNode;
}

/** A control with its label and, beneath, what it is for. */
export function Labelled({ label, hint, required, children, extra }: Props) {
  const id = useId();
  return (
    <div className="labelled">
      <div className="labelled-head">
        <label htmlFor={id}>{label}{required && <span aria-hidden className="labelled-star"> *</span>}</label>
        {extra}
      </div>
      {children(id)}
      {hint && <p className="labelled-hint quiet">{hint}</p>}
    </div>
  );
}

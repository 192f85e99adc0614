/** Enter sends a form only where it has a button that submits; a dialog's buttons stand outside of its form. */
export function EnterSubmits() {
  return <button type="submit" hidden aria-hidden tabIndex={-1} />;
}

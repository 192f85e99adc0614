import { useTexts, type LocalText } from '../texts/TextsContext';
import { endOfNumber, isData, isText, millisecondsOf } from './data';
import type { FieldNames } from './factTypes';
import { saidAs } from './words';

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const monthOfYear = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** One short value: with its unit, and in the reader's words and way of writing. */
export function DataValue({ value, names }: { value: unknown; names?: FieldNames }) {
  const { t, local, number, money, date, dateTime, month, span } = useTexts();
  const label = local(names?.value?.(value));
  const word = label && label !== value ? label : saidAs(value, t) ?? label;
  if (word) {
    return word;
  }
  if (value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)) {
    return <span className="quiet">—</span>;
  }
  if (typeof value === 'boolean') {
    return t(value ? 'outcome.yes' : 'outcome.no');
  }
  if (typeof value === 'number') {
    return names?.unit === 'yuan' ? money(value) : number(value, 4);
  }
  if (isData(value)) {
    return isText(value) ? local(value as LocalText) : JSON.stringify(value);
  }
  const text = String(value);
  const end = endOfNumber(text);
  if (end) {
    return <span title={text}>{end}</span>;
  }
  const length = millisecondsOf(text);
  return length !== undefined ? span(length) : moment.test(text) ? dateTime(text) : day.test(text) ? date(text)
    : monthOfYear.test(text) ? month(text) : text;
}

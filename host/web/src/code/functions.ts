import type { Completion } from '@codemirror/autocomplete';

const feel = 'abs|after|all|any|append|before|ceiling|coincides|concatenate|contains|context|context merge|context put|count|date'
  + '|date and time|day of week|day of year|decimal|distinct values|duplicate values|duration|during|ends with|even|exp|finished by'
  + '|finishes|flatten|floor|get entries|get value|includes|index of|insert before|is|list contains|list replace|log|lower case|matches'
  + '|max|mean|median|meets|met by|min|mode|modulo|month of year|not|now|number|odd|overlaps|partition|product|range|remove|replace'
  + '|reverse|round down|round half down|round half up|round up|sort|split|sqrt|started by|starts|starts with|stddev|string|string join'
  + '|string length|sublist|substring|substring after|substring before|sum|time|today|union|upper case|week of year'
  + '|years and months duration';

const script = 'getInput|getLastResult|getOutputFrom|getVariable|setVariable|getCorrelationId|setCorrelationId|getWorkflowInstanceId'
  + '|isNullOrEmpty|isNullOrWhiteSpace|toJson|newGuidString';

const offered = (names: string): Completion[] =>
  names.split('|').map((name) => ({ label: name, apply: `${name}(`, detail: '( )', type: 'function', boost: -1 }));

/** The functions that each language brings along. */
export const functionsOf: Record<string, Completion[]> = { FEEL: offered(feel), JavaScript: offered(script) };

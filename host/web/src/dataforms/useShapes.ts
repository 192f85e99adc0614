import { useMemo } from 'react';
import { isData, sentence } from '../controls/data';
import { typeCalled, typeLike, useFactNames, useFactTypes, type FactType } from '../controls/factTypes';
import { wordOf } from '../controls/words';
import { useTexts } from '../texts/TextsContext';
import { shapeOfType, type Shape } from './shape';

interface Declared {
  name: string;
  type: string;
  isArray?: boolean;
  displayName?: string;
}

/** What fact types and declarations say of values that somebody writes. */
export interface Shapes {
  /** A fact of that type; undefined where there is no such type. */
  ofFact(type: string): Shape | undefined;
  /** What is declared as an input or variable: where it may be anything, a fact if it is called as a fact type is. */
  ofDeclared(declared: Declared): Shape;
  /** A value that is there: with the fields of the fact type that it looks like. */
  ofValue(value: unknown): Shape | undefined;
}

const shapeOfFact = (type: FactType): Shape => ({
  kind: 'group',
  label: type.label,
  fields: Object.fromEntries(type.fields.map((field) => [field.name, {
    ...shapeOfType(field.type), label: field.label, unit: field.unit, choices: field.values,
  }])),
});

export function useShapes(): Shapes {
  const { t } = useTexts();
  const types = useFactTypes();
  const { fieldName } = useFactNames();
  return useMemo(() => {
    const shape = (type: FactType | undefined) => type && shapeOfFact(type);
    return {
      ofFact: (name) => shape(types.find((type) => type.name === name)),
      ofDeclared: ({ name, type, isArray, displayName }) => {
        const label = displayName || wordOf(name, t) || fieldName(name) || sentence(name);
        const one = shapeOfType(type);
        const fact = one.kind === undefined ? shape(typeCalled(types, name))?.fields : undefined;
        return isArray ? { kind: 'list', items: one, label } : { ...one, fields: fact, label };
      },
      ofValue: (value) => (isData(value) ? shape(typeLike(types, Object.keys(value))) : undefined),
    };
  }, [types, fieldName, t]);
}

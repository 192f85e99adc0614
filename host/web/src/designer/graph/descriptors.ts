import type { LocalText } from '../../texts/TextsContext';

export interface InputDescriptor {
  name: string;
  property: string;
  typeName: string;
  label: LocalText;
  description?: LocalText;
  isWrapped: boolean;
  isRequired?: boolean;
  default?: unknown;
  uiHint: string;
  options: string[];
  category?: string | null;
  defaultSyntax: string;
}

export interface OutputDescriptor {
  name: string;
  property: string;
  typeName: string;
  label: LocalText;
  description?: LocalText;
}

/** What an activity type is, as the server describes it: palette, forms and ports are made from it. */
export interface Descriptor {
  type: string;
  category: string;
  displayName: LocalText;
  description: LocalText;
  inputs: InputDescriptor[];
  outputs: OutputDescriptor[];
  outcomes: string[];
  /** Properties that hold an activity of their own. */
  ports: string[];
  /** The input whose entries are further outcomes. */
  outcomesFrom?: string | null;
  isContainer?: boolean;
  isTrigger?: boolean;
  isTerminal?: boolean;
  isBrowsable?: boolean;
}

const unknown = (type: string): Descriptor => ({
  type,
  category: '',
  displayName: type.split('.').pop() ?? type,
  description: '',
  inputs: [],
  outputs: [],
  outcomes: ['Done'],
  ports: [],
  isBrowsable: false,
});

/** The descriptors by type; a type that is not known gets one that shows what is there and lets it be. */
export class Catalogue {
  readonly all: Descriptor[];
  private readonly byType: Map<string, Descriptor>;

  constructor(described: Partial<Descriptor>[]) {
    this.all = described.filter((d) => d.type).map((d) => ({ ...unknown(d.type!), isBrowsable: true, ...d }) as Descriptor);
    this.byType = new Map(this.all.map((d) => [d.type, d]));
  }

  knows(type: string): boolean {
    return this.byType.has(type);
  }

  find(type: string): Descriptor {
    return this.byType.get(type) ?? unknown(type);
  }
}

// What the catalogues say, in the part of ICU MessageFormat that they use: {name}, {count, number}, plural,
// selectordinal and select, in each other, with # for the number of the plural around it. A library that knows all of
// MessageFormat weighs ten kilobytes on every first visit; tests/unit/message.test.ts holds this against it, for every
// message of both languages. There is no quoting: the house writes ’, and a straight apostrophe is a letter here.
export type Values = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;
export type Message = (values: Values) => string;

type Say = (values: Values, count: number | undefined) => string;
type Kind = 'select' | 'plural' | 'selectordinal';

const numbers = new Map<string, Intl.NumberFormat>();
const rules = new Map<string, Intl.PluralRules>();

function numberIn(language: string, value: number): string {
  let format = numbers.get(language);
  if (!format) numbers.set(language, (format = new Intl.NumberFormat(language)));
  return format.format(value);
}

function pluralIn(language: string, type: Intl.PluralRuleType, value: number): string {
  let rule = rules.get(language + type);
  if (!rule) rules.set(language + type, (rule = new Intl.PluralRules(language, { type })));
  return rule.select(value);
}

/** What these values have under this name; a name that is not given is a mistake of ours, which a test is to find. */
function valueOf(values: Values, name: string): Values[string] {
  if (!(name in values)) throw new Error(`The message asks for {${name}}, which is not given`);
  return values[name];
}

class Reader {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly language: string
  ) {}

  whole(): Say {
    const say = this.#sequence(null);
    if (this.#at < this.text.length) throw this.#broken('a brace that nothing opened');
    return say;
  }

  #broken(what: string): SyntaxError {
    return new SyntaxError(`${what}, at ${this.#at} of: ${this.text}`);
  }

  #sequence(within: Kind | null): Say {
    const parts: (string | Say)[] = [];
    let literal = '';
    for (let next; (next = this.text[this.#at]) !== undefined && next !== '}'; this.#at += 1) {
      if (next !== '{' && (next !== '#' || within === null || within === 'select')) {
        literal += next;
        continue;
      }
      parts.push(literal, next === '{' ? this.#argument() : this.#count());
      literal = '';
    }
    parts.push(literal);
    return (values, count) => parts.map((part) => (typeof part === 'string' ? part : part(values, count))).join('');
  }

  #count(): Say {
    return (_, count) => (count === undefined ? '#' : numberIn(this.language, count));
  }

  /** From its brace to its last letter: the brace that closes it is stepped over by the sequence around it. */
  #argument(): Say {
    this.#step('{');
    const name = this.#word();
    if (!this.#comma()) {
      this.#closing();
      return (values) => {
        const value = valueOf(values, name);
        return value === null || value === undefined ? '' : String(value);
      };
    }
    const kind = this.#word();
    if (kind === 'number') {
      this.#closing();
      return (values) => numberIn(this.language, Number(valueOf(values, name)));
    }
    if (kind !== 'select' && kind !== 'plural' && kind !== 'selectordinal') throw this.#broken(`a kind “${kind}”`);
    if (!this.#comma()) throw this.#broken('a choice without any');
    const options = this.#options(kind);
    this.#closing();
    return kind === 'select' ? this.#select(name, options) : this.#plural(name, kind, options);
  }

  #select(name: string, options: Map<string, Say>): Say {
    return (values, count) =>
      (options.get(String(valueOf(values, name))) ?? options.get('other'))?.(values, count) ?? '';
  }

  #plural(name: string, kind: Kind, options: Map<string, Say>): Say {
    const type = kind === 'plural' ? 'cardinal' : 'ordinal';
    return (values) => {
      const value = Number(valueOf(values, name));
      const chosen = options.get(`=${value}`) ?? options.get(pluralIn(this.language, type, value));
      return (chosen ?? options.get('other'))?.(values, value) ?? '';
    };
  }

  #options(kind: Kind): Map<string, Say> {
    const options = new Map<string, Say>();
    for (let name; (name = this.#word()) !== '';) {
      this.#step('{');
      options.set(name, this.#sequence(kind));
      this.#step('}');
    }
    if (!options.has('other')) throw this.#broken('a choice without “other”');
    return options;
  }

  #space(): void {
    while (/\s/.test(this.text[this.#at] ?? '')) this.#at += 1;
  }

  #word(): string {
    this.#space();
    const from = this.#at;
    while (/[\w=-]/.test(this.text[this.#at] ?? '')) this.#at += 1;
    const word = this.text.slice(from, this.#at);
    this.#space();
    return word;
  }

  #comma(): boolean {
    if (this.text[this.#at] !== ',') return false;
    this.#at += 1;
    return true;
  }

  #step(letter: string): void {
    if (this.text[this.#at] !== letter) throw this.#broken(`no “${letter}”`);
    this.#at += 1;
  }

  #closing(): void {
    if (this.text[this.#at] !== '}') throw this.#broken('a brace that is not closed');
  }
}

/** Reads a message once; what it returns says it with values. */
export function messageOf(text: string, language: string): Message {
  const say = new Reader(text, language).whole();
  return (values) => say(values, undefined);
}

// Values as expressions that equal them: shared text, put before `cases.cjs`.

// Longer ones are not what a person would write down.
const LONGEST = 600;
const LONGEST_STRING = 300;
const DEEPEST = 8;
const MOST_MEMBERS = 60;

class Unspelled extends Error {}

// `text` is "" where nothing short can be written; `kind` names the type, and in angle brackets the
// classes of what is inside: "Array<Point>". A class instance is spelled by its own properties.
function spell(value) {
  const foreign = new Set();
  let text = '';
  try {
    text = spelled(value, [], foreign);
  } catch (error) {
    if (!(error instanceof Unspelled)) foreign.add('?');
  }
  const kind = kindOf(value);
  foreign.delete(kind);
  return {
    text: text.length > LONGEST ? '' : text,
    kind: foreign.size ? `${kind}<${[...foreign].join(' | ')}>` : kind,
  };
}

function kindOf(value) {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return 'null prototype';
  const { constructor } = prototype;
  return (typeof constructor === 'function' && constructor.name) || 'Object';
}

function spelled(value, around, foreign) {
  switch (typeof value) {
    case 'string':
      if (value.length > LONGEST_STRING) throw new Unspelled();
      return quoted(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return value === null ? 'null' : object(value, around, foreign);
    default:
      throw new Unspelled();
  }
}

function object(value, around, foreign) {
  if (around.includes(value) || around.length > DEEPEST) throw new Unspelled();
  const inner = [...around, value];
  const each = (items) => {
    if (items.length > MOST_MEMBERS) throw new Unspelled();
    return items.map((one) => spelled(one, inner, foreign)).join(', ');
  };
  const kind = kindOf(value);
  if (Array.isArray(value)) {
    // A hole equals nothing that can be written.
    if (kind !== 'Array' || Object.keys(value).length !== value.length) throw new Unspelled();
    return `[${each(value)}]`;
  }
  switch (kind) {
    case 'Map': {
      const entries = [...value].map(([key, one]) => [key, one]);
      return entries.length ? `new Map([${each(entries)}])` : 'new Map()';
    }
    case 'Set':
      return value.size ? `new Set([${each([...value])}])` : 'new Set()';
    case 'Date':
      return Number.isNaN(value.getTime()) ? 'new Date(NaN)' : `new Date(${quoted(value.toISOString())})`;
    case 'RegExp':
      return String(value);
    case 'URL':
      return `new URL(${quoted(value.href)})`;
    case 'Buffer':
      return `Buffer.from(${quoted(value.toString('base64'))}, 'base64')`;
    default:
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return value.length ? `new ${kind}([${each([...value])}])` : `new ${kind}()`;
  }
  if (value instanceof Error) {
    const known = globalThis[kind] === value.constructor;
    if (!known || Object.keys(value).length) throw new Unspelled();
    return `new ${kind}(${quoted(value.message)})`;
  }
  return record(value, kind, inner, foreign);
}

function record(value, kind, inner, foreign) {
  if (kind !== 'Object') {
    const native = /^class\b/.test(Function.prototype.toString.call(value.constructor ?? Object));
    const [tag] = /\w+(?=\]$)/.exec(Object.prototype.toString.call(value)) ?? [''];
    // What keeps its state inside, such as a promise or an iterator, is not told by properties.
    if (kind !== 'null prototype' && (tag !== 'Object' || (!native && !Object.keys(value).length))) {
      throw new Unspelled();
    }
    foreign.add(kind);
  }
  const keys = Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
  if (keys.length > MOST_MEMBERS || keys.some((key) => typeof key === 'symbol' || key === '__proto__')) {
    throw new Unspelled();
  }
  const members = keys.map((key) => `${member(key)}: ${spelled(value[key], inner, foreign)}`);
  return members.length ? `{ ${members.join(', ')} }` : '{}';
}

function member(key) {
  return /^(?:[A-Za-z_$][\w$]*|0|[1-9]\d{0,14})$/.test(key) ? key : quoted(key);
}

// With the quotes that need fewer escapes, as prettier has it; single ones where that is the same.
function quoted(text) {
  const count = (quote) => text.split(quote).length;
  const quote = count("'") > count('"') ? '"' : "'";
  const escapes = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '\v': '\\v' };
  const inside = text.replace(/[\\\n\r\t\b\f\v]/g, (one) => escapes[one]).replaceAll(quote, `\\${quote}`);
  // eslint-disable-next-line no-control-regex
  const unseen = /[\0-\x1f\x7f-\x9f\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  return quote + inside.replace(unseen, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`) + quote;
}

// What a test sees of a name of its own: the value, or of an instance each of its properties.
function parts(name, value) {
  const own = typeof value === 'object' && value !== null ? kindOf(value) : '';
  const plain = new Set(['', 'Array', 'Object', 'Map', 'Set', 'Date', 'null prototype']);
  if (plain.has(own) || ArrayBuffer.isView(value)) return [[name, spell(value).text]];
  const seen = Object.keys(value).filter((key) => /^[A-Za-z$][\w$]*$/.test(key));
  for (let at = Object.getPrototypeOf(value); at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const [key, { get }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (get && /^[A-Za-z$][\w$]*$/.test(key) && key !== '__proto__') seen.push(key);
    }
  }
  return [...new Set(seen)].map((key) => {
    try {
      return [`${name}.${key}`, typeof value[key] === 'function' ? '' : spell(value[key]).text];
    } catch {
      return [`${name}.${key}`, ''];
    }
  });
}

/**
 * Structured clone as text, for messages between the main process and the page.
 *
 * Laws:   unpack(pack(v)) equals structuredClone(v) for primitives, plain objects, arrays, cycles, Date, RegExp, Map, Set,
 *         ArrayBuffer, typed arrays and errors; an object's prototype is lost.
 * Errors: pack throws a DataCloneError for what a structured clone refuses (functions, symbols, promises, DOM nodes).
 * Why:    `makeCodec` is also turned into text and run inside the page, so it may use nothing outside its own body.
 */
export interface Base64 {
  encode(bytes: Uint8Array): string;
  decode(text: string): Uint8Array<ArrayBuffer>;
}

export interface Codec {
  pack(value: unknown): string;
  unpack(text: string): unknown;
}

export function makeCodec(base64: Base64): Codec {
  type Plain = Record<string, unknown>;
  type ViewConstructor = new (buffer: ArrayBuffer) => ArrayBufferView;
  const views: Record<string, ViewConstructor> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const errors: Record<string, ErrorConstructor> = {
    TypeError,
    RangeError,
    SyntaxError,
    ReferenceError,
    EvalError,
    URIError,
  };

  const kindOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);
  const refuse = (): never => {
    const error = new Error('An object could not be cloned.');
    error.name = 'DataCloneError';
    throw error;
  };

  const pack = (root: unknown): string => {
    const seen = new Map<object, number>();

    const encodeObject = (value: object): unknown => {
      const earlier = seen.get(value);
      if (earlier !== undefined) return { $: 'ref', v: earlier };
      seen.set(value, seen.size);
      if (Array.isArray(value)) return Array.from(value, encode);
      const kind = kindOf(value);
      if (ArrayBuffer.isView(value)) {
        return {
          $: 'view',
          k: kind,
          v: base64.encode(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
        };
      }
      if (value instanceof Map)
        return { $: 'map', v: [...value].map(([key, item]) => [encode(key), encode(item)]) };
      if (value instanceof Set) return { $: 'set', v: [...value].map(encode) };
      if (value instanceof Date) return { $: 'date', v: value.getTime() };
      if (value instanceof RegExp) return { $: 'regexp', v: value.source, f: value.flags };
      if (value instanceof Error)
        return { $: 'error', n: value.name, v: value.message, s: value.stack };
      if (kind === 'ArrayBuffer')
        return { $: 'buffer', v: base64.encode(new Uint8Array(value as ArrayBuffer)) };
      if (kind !== 'Object') return refuse();
      const copy: Plain = {};
      for (const [key, item] of Object.entries(value)) copy[key] = encode(item);
      return Object.hasOwn(copy, '$') ? { $: 'object', v: copy } : copy;
    };

    const encode = (value: unknown): unknown => {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
      if (typeof value === 'undefined') return { $: 'undefined' };
      if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
      if (typeof value === 'number') {
        if (Object.is(value, -0)) return { $: 'number', v: '-0' };
        return Number.isFinite(value) ? value : { $: 'number', v: String(value) };
      }
      return typeof value === 'object' ? encodeObject(value) : refuse();
    };

    return JSON.stringify(encode(root));
  };

  const unpack = (text: string): unknown => {
    const seen: unknown[] = [];
    const keep = <T>(value: T): T => {
      seen.push(value);
      return value;
    };
    const fill = (target: Plain, source: Plain): Plain => {
      for (const [key, item] of Object.entries(source)) {
        Object.defineProperty(target, key, {
          value: decode(item),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return target;
    };

    const decodeTagged = (value: Plain): unknown => {
      const body = value.v as string;
      switch (value.$) {
        case 'undefined':
          return undefined;
        case 'number':
          return Number(body);
        case 'bigint':
          return BigInt(body);
        case 'ref':
          return seen[Number(body)];
        case 'date':
          return keep(new Date(Number(body)));
        case 'regexp':
          return keep(new RegExp(body, value.f as string));
        case 'buffer':
          return keep(base64.decode(body).buffer);
        case 'view': {
          const View = views[value.k as string] ?? Uint8Array;
          return keep(new View(base64.decode(body).buffer));
        }
        case 'map': {
          const map = keep(new Map<unknown, unknown>());
          for (const [key, item] of value.v as [unknown, unknown][])
            map.set(decode(key), decode(item));
          return map;
        }
        case 'set': {
          const set = keep(new Set<unknown>());
          for (const item of value.v as unknown[]) set.add(decode(item));
          return set;
        }
        case 'error': {
          const error = keep(new (errors[value.n as string] ?? Error)(body));
          Object.defineProperty(error, 'stack', {
            value: value.s,
            configurable: true,
            writable: true,
          });
          return error;
        }
        case 'object':
          return fill(keep({}), value.v as Plain);
        default:
          throw new Error(`codec: unknown tag ${String(value.$)}`);
      }
    };

    const decode = (value: unknown): unknown => {
      if (value === null || typeof value !== 'object') return value;
      if (Array.isArray(value)) {
        const list = keep<unknown[]>([]);
        for (const item of value) list.push(decode(item));
        return list;
      }
      const plain = value as Plain;
      return Object.hasOwn(plain, '$') ? decodeTagged(plain) : fill(keep({}), plain);
    };

    return decode(JSON.parse(text));
  };

  return { pack, unpack };
}

/** Copies into an exactly sized buffer: `Buffer.from(text, 'base64')` may be a slice of Node's shared pool. */
const nodeBase64: Base64 = {
  encode: (bytes) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
};

export const nodeCodec: Codec = makeCodec(nodeBase64);

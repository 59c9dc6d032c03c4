// How values of Matter stand in JSON: as in the python-matter-server API, structures have the numbers of their fields as keys
// ({"0": 22, "1": 1}), bytes are base64, and 64-bit numbers are plain JSON numbers.
import { Bytes } from '@matter/main';
import { TlvOfModel, TlvType, TlvUInt32 } from '@matter/main/types';

/** A value of an attribute, event or response as JSON, by its own encoding: no name of a field is needed.
 * @param {object} model of what it is
 * @param {unknown} value as matter.js has it */
export function toJson(model, value) {
  if (value === undefined) return undefined;
  try {
    return decoded(TlvOfModel(model).encodeTlv(value)[Symbol.iterator]());
  } catch {
    // An attribute that the standard does not know has no encoding of its own; what can be shown is shown.
    return plain(value);
  }
}

/** @param {Iterator<{tag?: {id: number}, typeLength: {type: number, value?: boolean}, value?: unknown}>} stream */
function decoded(stream, element = stream.next().value) {
  const { type } = element.typeLength;
  const isStructure = type === TlvType.Structure;
  if (!isStructure && type !== TlvType.Array && type !== TlvType.List) return type === TlvType.Boolean ? element.typeLength.value : plain(element.value ?? null);
  const whole = isStructure ? {} : [];
  for (let part = stream.next().value; part.typeLength.type !== TlvType.EndOfContainer; part = stream.next().value)
    if (isStructure) whole[part.tag.id] = decoded(stream, part);
    else whole.push(decoded(stream, part));
  return whole;
}

function plain(value) {
  if (value instanceof Uint8Array || value instanceof ArrayBuffer) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, its]) => [key, plain(its)]));
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  return typeof value === 'function' || value === undefined ? null : value;
}

/** What a client sent, in the form that matter.js wants for this model: names instead of numbers, bytes, 64-bit numbers.
 * @param {object} model of the attribute, field or command
 * @param {unknown} value from JSON */
export function fromJson(model, value) {
  if (value === null || value === undefined) return value;
  const base = model.effectiveMetatype;
  if (base === 'bytes') return Bytes.fromBase64(String(value));
  if (base === 'array') return Array.isArray(value) ? value.map((item) => fromJson(model.listEntry, item)) : value;
  if (base === 'object') return fieldsFromJson(model, value);
  // Bit maps come as one number.
  if (base === 'bitmap' && typeof value === 'number') return TlvOfModel(model).decodeTlv(TlvUInt32.encodeTlv(value));
  return value;
}

/** @param {object} model with members
 * @param {any} value whose keys are names (any case of the first letter) or numbers of members */
export function fieldsFromJson(model, value) {
  if (!model.members?.length) return undefined;
  const fields = {};
  for (const member of model.members) {
    const name = member.propertyName;
    const given = value[name] ?? value[member.name] ?? value[String(member.id)];
    if (given !== undefined) fields[name] = fromJson(member, given);
  }
  return fields;
}

/** JSON with 64-bit numbers as they are.
 * @param {unknown} message */
export function write(message) {
  return JSON.stringify(message, (_, value) => (typeof value === 'bigint' ? (Number.isSafeInteger(Number(value)) ? Number(value) : `\u0000${value}`) : value)).replace(
    /"\\u0000(-?\d+)"/g,
    '$1',
  );
}

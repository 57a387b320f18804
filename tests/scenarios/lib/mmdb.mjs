// A country database as an operator brings one: the MaxMind DB file format 2.0 (https://maxmind.github.io/MaxMind-DB/),
// written from its specification, so that no foreign file has to be kept here.

const control = (type, size) => {
  if (size > 28) throw new Error('longer than a test needs');
  return type > 7 ? [size, type - 7] : [(type << 5) | size];
};
const number = (type, bytes) => (value) => {
  const digits = [];
  for (let rest = BigInt(value); rest > 0n; rest >>= 8n) digits.unshift(Number(rest & 255n));
  if (digits.length > bytes) throw new Error('a number too large');
  return [...control(type, digits.length), ...digits];
};
const uint16 = number(5, 2), uint32 = number(6, 4), uint64 = number(9, 8);
const text = (value) => [...control(2, Buffer.byteLength(value)), ...Buffer.from(value)];
const map = (entries) => [...control(7, Object.keys(entries).length), ...Object.entries(entries).flatMap(([key, value]) => [...text(key), ...value])];
const array = (values) => [...control(11, values.length), ...values.flat()];

/** The bits of "192.0.2.0/24" (below ::/96, as in GeoLite2) or of "2001:db8::/32". */
function bitsOf(network) {
  const [address, length] = network.split('/');
  if (!address.includes(':')) {
    const bits = address.split('.').map((part) => Number(part).toString(2).padStart(8, '0')).join('');
    return '0'.repeat(96) + bits.slice(0, Number(length));
  }
  const [left, right = ''] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const groups = [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('').slice(0, Number(length));
}

/** @param {Record<string, string>} countries  networks and the country of each: {'192.0.2.0/24': 'FR'} */
export function countryDatabase(countries) {
  const nodes = [[null, null]];
  const data = [];
  for (const [network, code] of Object.entries(countries)) {
    const bits = bitsOf(network);
    let node = 0;
    for (const bit of bits.slice(0, -1)) {
      if (nodes[node][bit] === null) nodes[node][bit] = nodes.push([null, null]) - 1;
      node = nodes[node][bit];
    }
    nodes[node][bits.at(-1)] = { offset: data.length };
    data.push(...map({ country: map({ iso_code: text(code) }) }));
  }
  // A record is a node, "nothing" (the number of nodes), or a place in the data behind the tree and its 16 zero bytes.
  const record = (value) => (value === null ? nodes.length : typeof value === 'number' ? value : nodes.length + 16 + value.offset);
  const tree = nodes.flat().flatMap((value) => [record(value) >> 16, (record(value) >> 8) & 255, record(value) & 255]);
  const metadata = map({
    binary_format_major_version: uint16(2),
    binary_format_minor_version: uint16(0),
    build_epoch: uint64(1_795_000_000),
    database_type: text('Test-Country'),
    description: map({ en: text('A few networks') }),
    ip_version: uint16(6),
    languages: array([text('en')]),
    node_count: uint32(nodes.length),
    record_size: uint16(24),
  });
  return Buffer.from([...tree, ...Array(16).fill(0), ...data, 0xab, 0xcd, 0xef, ...Buffer.from('MaxMind.com'), ...metadata]);
}

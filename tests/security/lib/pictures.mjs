// Pictures as somebody might send them: a sound PNG, and what only claims to be one (PNG specification, section 5).
import { crc32, deflateSync } from 'node:zlib';

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(8 + data.length + 4);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), 8 + data.length);
  return out;
};

/** @param {{width?: number, height?: number, rows?: Buffer, extra?: [string, Buffer][], tail?: Buffer}} options  a grey picture; `extra` chunks before its rows */
export function picture({ width = 64, height = 48, rows, extra = [], tail = Buffer.alloc(0) } = {}) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), ...extra.map(([type, data]) => chunk(type, data)),
    chunk('IDAT', rows ?? deflateSync(Buffer.alloc((width + 1) * height, 0x7f).map((byte, at) => (at % (width + 1) ? byte : 0)))), chunk('IEND', Buffer.alloc(0)), tail,
  ]);
}

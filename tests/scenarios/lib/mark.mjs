// Marks as organisations bring them: PNGs with transparency (PNG specification, colour type 6).
import { crc32, deflateSync } from 'node:zlib';

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(8 + data.length + 4);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), 8 + data.length);
  return out;
};

/** @param {(x: number, y: number) => [number, number, number, number]} paint  red, green, blue, opacity */
export function paintedPng(width, height, paint) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows.set(paint(x, y), y * (width * 4 + 1) + 1 + x * 4);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** A disc of one colour on nothing. */
export const disc = ([red, green, blue], side = 96, width = side) =>
  paintedPng(width, side, (x, y) => [red, green, blue, (x - width / 2) ** 2 + (y - side / 2) ** 2 < (side * 0.45) ** 2 ? 255 : 0]);

export const sizeOf = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

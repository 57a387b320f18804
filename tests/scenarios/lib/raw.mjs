// A socket that sends exactly the bytes it is given and answers what came back until the other side closed or was
// silent for a moment.
import { connect } from 'node:net';

export function exchange(port, bytes, { quiet = 700, limit = 15_000 } = {}) {
  return new Promise((done, fail) => {
    const chunks = [];
    let timer = setTimeout(end, limit);
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let closed = false;
    function end() {
      clearTimeout(timer);
      socket.destroy();
      done({ text: Buffer.concat(chunks).toString('latin1'), closed });
    }
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      clearTimeout(timer);
      timer = setTimeout(end, quiet);
    });
    socket.on('end', () => { closed = true; });
    socket.on('close', () => { closed = true; end(); });
    socket.on('error', (error) => (chunks.length || error.code === 'ECONNRESET' || error.code === 'EPIPE' ? end() : fail(error)));
  });
}

export const statusOf = (text) => Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0);

import { whenSettled } from './settled';

/** Registers the worker that keeps the shell, after the first screen, where the browser and the address allow it. */
export function startWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  // Built without imports, so it needs no module workers, which not all browsers have.
  const start = () =>
    void navigator.serviceWorker.register('/service-worker.js').catch((error: unknown) => {
      // eslint-disable-next-line no-console -- a person misses nothing yet; whoever looks after the server finds it
      console.warn('The app does not open without a connection: its worker was refused.', error);
    });
  whenSettled(start);
}

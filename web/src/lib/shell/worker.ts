/** Registers the worker that keeps the shell, after the first paint, where the browser and the address allow it. */
export function startWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const start = () =>
    void navigator.serviceWorker.register('/service-worker.js', { type: 'module' }).catch(() => undefined);
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

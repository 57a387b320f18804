// What the page itself asked for before the app was there (app.html). Each answer is taken once, by the first question
// that is the same; what nobody took is thrown away with the first act, which may have changed what it says.
type Early = Partial<Record<string, Promise<Response> | null>>;

declare global {
  interface Window {
    essaimEarly?: Early;
  }
}

/** The answer that is on its way, or none: then it is asked for as usual. */
export function takeEarly(path: string): Promise<Response> | null {
  const early = typeof window === 'undefined' ? undefined : window.essaimEarly;
  const answer = early?.[path];
  if (!early || !answer) return null;
  early[path] = null;
  return answer;
}

export function forgetEarly(): void {
  if (typeof window !== 'undefined') delete window.essaimEarly;
}

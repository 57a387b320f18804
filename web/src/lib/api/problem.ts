import { has, t } from '../i18n';

export interface FieldProblem {
  pointer: string;
  code: string;
  detail?: string | null;
}

export interface ProblemDocument {
  type?: string;
  title?: string;
  status?: number;
  code?: string;
  detail?: string | null;
  errors?: FieldProblem[];
  request_id?: string;
  /** Of a conflict: the id of what is there already. */
  existing_id?: string;
}

/** What went wrong with a call: a problem document (RFC 9457) of the server, or code "network" when nothing answered. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | null;
  readonly existingId: string | null;
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | null;

  constructor(document: ProblemDocument & { status: number }, retryAfter: number | null = null) {
    super(document.detail ?? document.title ?? document.code ?? 'problem');
    this.name = 'Problem';
    this.status = document.status;
    this.code = document.code ?? '';
    this.fields = document.errors ?? [];
    this.requestId = document.request_id ?? null;
    this.existingId = document.existing_id ?? null;
    this.retryAfter = retryAfter;
  }

  /** No answer came: the network, the server or the browser's own refusal. */
  get offline(): boolean {
    return this.code === 'network';
  }

  /** The sentence for people: the code's own, else one for the kind of failure. */
  get sentence(): string {
    return sentenceOf(this.code, this.status);
  }

  /** The sentence of one field ("/email"), or null. */
  field(pointer: string): string | null {
    const found = this.fields.find((each) => each.pointer === pointer);
    return found ? sentenceOf(found.code, 422) : null;
  }
}

function sentenceOf(code: string, status: number): string {
  if (code && has(`problem.${code}`)) return t(`problem.${code}`);
  if (status === 401) return t('problem.status.401');
  if (status === 403 || status === 404) return t('problem.status.404');
  if (status === 409) return t('problem.status.409');
  if (status === 412) return t('problem.status.412');
  if (status === 413) return t('problem.status.413');
  if (status === 422 || status === 400) return t('problem.status.422');
  if (status === 429) return t('problem.status.429');
  return t('problem.status.500');
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem({ status: 0, code: 'unexpected', detail: error instanceof Error ? error.message : String(error) });
}

import type { Preferences } from '#lib/api';
import { asProblem } from '#lib/api';
import { t } from '#lib/i18n';
import { toast } from '#lib/ui';
import { preferencesMutation } from '../queries';

/** Saves one change at once; the screen shows it already, so only a failure is told. */
export function saving() {
  const save = preferencesMutation();
  return (change: Partial<Preferences>) =>
    save.mutate(change, {
      onError: (error) => void toast(t('me.not_saved', { why: asProblem(error).sentence }), { kind: 'problem' })
    });
}

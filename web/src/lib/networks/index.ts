import { t } from '../i18n';

/** The networks that a person may use for sharing, in the order they are offered (the API's names). */
export const networkIds = [
  'linkedin',
  'whatsapp',
  'facebook',
  'x',
  'bluesky',
  'mastodon',
  'threads',
  'telegram',
  'xing',
  'reddit',
  'wechat',
  'teams',
  'slack',
  'email'
] as const;

/** The name people know: « LinkedIn », « E-mail ». */
export function networkName(id: string): string {
  const key = `network.${id}`;
  const name = t(key);
  return name === key ? id : name;
}

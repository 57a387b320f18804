// What people, programmes and attackers type. XSS payloads carry a mark so that they can be found again wherever the
// product shows them.
export const naughty = [
  '', ' ', '\t\n\r', '0', '-1', 'null', 'undefined', 'true', 'NaN', '1e309', '\\', "'", '"', "';--", '%', '%00', '%s%s%n', '{{7*7}}', '${7*7}', '#{7*7}',
  '../../etc/passwd', 'C:\\CON', '=1+1', '@SUM(1)', '-2+3', 'a,b;c\td', "Robert'); DROP TABLE person;--", "' OR 1=1 --", '" OR ""="', '1; select pg_sleep(9)',
  'a\u0000b', '\ufeffBOM', '\u202egnirts\u202c', '\u200b\u200c\u200d', 'Z̷̢̛a̸l̵g̶o̴', '🐝👩‍👩‍👧‍👦🇫🇷', '田中さん', 'مرحبا بالعالم', 'Ω≈ç√∫˜µ≤≥÷', 'ﬁ ﷽ ǆ', '\ud800', '\udfff\ud800', '￾￿', 'İı',
  'x'.repeat(5_000), 'é'.repeat(3_000), '{"a":', '[[[[[[', '<!--', ']]>', 'data:text/html,x', 'http://[::1', 'javascript:alert(1)', '//evil.example', 'https://user:pass@evil.example/', 'file:///etc/passwd',
];

export const xss = [
  '<script>window.essaimPwned=1</script>', '"><img src=x onerror=window.essaimPwned=1>', "'-window.essaimPwned=1-'", '<svg/onload=window.essaimPwned=1>', '</title><script>window.essaimPwned=1</script>',
  '<a href="javascript:window.essaimPwned=1">x</a>', '[x](javascript:window.essaimPwned=1)', '<iframe srcdoc="<script>parent.essaimPwned=1</script>">', '{{constructor.constructor("window.essaimPwned=1")()}}',
  '<math><mi//xlink:href="data:x,<script>window.essaimPwned=1</script>">', '\\u003cscript\\u003ewindow.essaimPwned=1\\u003c/script\\u003e', '<style>@import "//evil.example"</style>', '<!--><script>window.essaimPwned=1</script>-->',
];

/** Bodies that are no lawful JSON, or JSON of the wrong kind. */
export const malformed = [
  '', '{', '}', '[', 'nul', '{"a":1,}', '{a:1}', "{'a':1}", '{"a":1}{"b":2}', '\u0000', '{"a":"\u0001"}', '{"a":"\\ud800"}', '{"a":01}', '{"a":1e}', '"just text"', '12', 'null', 'true', '[]', '[{}]',
  '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), '['.repeat(200_000), '{"a":1,"a":2}', `{"a":${'9'.repeat(5_000)}}`, '{"a":1e999999}', '\ufeff{}', '{"__proto__":{"admin":true}}',
];

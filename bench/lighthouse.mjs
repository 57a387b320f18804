// One Lighthouse run, mobile: "LARGEST_PAINT_MS SCRIPT_KB SCORE REQUESTS SPEED".  lighthouse.mjs URL [cookie]
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [url, cookie] = process.argv.slice(2);
const chrome = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--lang=fr'],
  logLevel: 'silent',
});
try {
  const { lhr } = await lighthouse(url, {
    port: chrome.port,
    output: 'json',
    logLevel: 'silent',
    onlyCategories: ['performance'],
    extraHeaders: cookie ? { Cookie: cookie } : undefined,
  });
  if (lhr.runtimeError) throw new Error(`${lhr.runtimeError.code}: ${lhr.runtimeError.message}`);
  const asked = lhr.audits['network-requests'].details.items;
  if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(url).pathname) throw new Error(`${url} led to ${lhr.finalDisplayedUrl}`);
  const script = asked.filter((each) => each.resourceType === 'Script').reduce((sum, each) => sum + each.transferSize, 0);
  const paint = Math.round(lhr.audits['largest-contentful-paint'].numericValue);
  if (process.env.LIGHTHOUSE_SHOW) for (const each of asked) console.error(each.resourceType, each.transferSize, Math.round(each.networkRequestTime), each.url);
  console.log(paint, (script / 1024).toFixed(1), Math.round(lhr.categories.performance.score * 100), asked.length, Math.round(lhr.environment.benchmarkIndex));
} finally {
  await chrome.kill();
}

import path from 'node:path';
import { truePages } from './ocr-truth.ts';
import { pageReadings } from './page-readings.ts';

const readings = await pageReadings(truePages('../shared/scans'), path.resolve('test-results/page-readings'));
console.log(readings.length);

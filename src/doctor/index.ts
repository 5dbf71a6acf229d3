export { diagnose } from './doctor.js';
export type { DiagnoseOptions } from './doctor.js';
export type { Finding } from './finding.js';

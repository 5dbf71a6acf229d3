export { deploy } from './deploy.js';
export { endpoint } from './endpoint/endpoint-life.js';
export { fineTune } from './fine-tune.js';
export { sweep } from './sweep.js';
export { watcher } from './watcher.js';
export { default } from './unknown-type.js';

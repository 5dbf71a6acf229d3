import type { Role } from '../../api/index.js';
import { useHealth } from './queries.js';

const order: readonly Role[] = ['viewer', 'operator', 'approver'];

/** May who is signed in do what needs that role? The server decides; the page says it before the press. */
export function useMay(role: Role): boolean {
  const { data: health } = useHealth();
  const own = health?.user?.role;
  return own === undefined || order.indexOf(own) >= order.indexOf(role);
}

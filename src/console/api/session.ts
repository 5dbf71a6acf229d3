import { z } from 'zod';
import { role } from './shared.js';

/** Body of `POST /api/session`: the token that `tunewright console` printed, or one of `tunewright console token create`. */
export const signIn = z.strictObject({ token: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof signIn>;

export const user = z
  .object({ name: z.string(), role })
  .meta({ id: 'User' })
  .describe('Who asks; the name goes on record with what they do');
export type User = z.infer<typeof user>;

/** Answer of `POST /api/session`. */
export const session = z.object({ user }).meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

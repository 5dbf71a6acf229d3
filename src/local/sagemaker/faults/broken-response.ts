import type { ServerResponse } from 'node:http';

/** Lets nothing of the answer out, and resets the connection when it is complete. */
export function resetAtEnd(response: ServerResponse): void {
  replace(response, {
    writeHead: () => response,
    write: () => true,
    end: () => {
      reset(response);
      return response;
    },
  });
}

/** Resets the connection now; whatever is answered later goes nowhere. */
export function resetNow(response: ServerResponse): void {
  resetAtEnd(response);
  reset(response);
}

/** Sends the head as it is, half of the first piece of the body, and closes the connection. */
export function cutBody(response: ServerResponse): void {
  const write = response.write.bind(response);
  const cut = (piece: unknown): void => {
    const bytes = typeof piece === 'string' || piece instanceof Uint8Array ? Buffer.from(piece as string) : undefined;
    if (bytes === undefined || bytes.length === 0) response.socket?.destroy();
    else write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.socket?.destroy());
  };
  replace(response, {
    write: (piece: unknown) => {
      cut(piece);
      replace(response, { write: () => true });
      return true;
    },
    end: (piece?: unknown) => {
      cut(piece);
      return response;
    },
  });
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

/** The methods of a response have many signatures; these stand for all of them. */
function replace(
  response: ServerResponse,
  methods: Partial<Record<'writeHead' | 'write' | 'end', (piece?: unknown) => unknown>>,
): void {
  Object.assign(response, methods);
}

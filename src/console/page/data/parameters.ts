import { useSearchParams } from 'wouter';

/** Sets a parameter of the address in place, without an entry in the history; the empty text takes it away. */
export function useSetParameter(): (name: string, value: string) => void {
  const [, setParameters] = useSearchParams();
  return (name, value) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
}

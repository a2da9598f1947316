import { useEffect, useRef } from 'react';
import { type CommandHandlers, offerCommands } from './command-registry.ts';

/** Offers what commands do while the component is on the screen. */
export function useCommands(handlers: CommandHandlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => offerCommands(latest), []);
}

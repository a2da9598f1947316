import { useEffect, useRef } from 'react';
import { type CommandHandlers, offerCommands } from './command-registry.ts';
import { commandsMayHaveChanged } from './offer-to-menu.ts';

/** Offers what commands do while the component is on the screen. */
export function useCommands(handlers: CommandHandlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const end = offerCommands(latest);
    return () => {
      end();
      commandsMayHaveChanged();
    };
  }, []);
  // With every drawing they may be others.
  useEffect(commandsMayHaveChanged);
}

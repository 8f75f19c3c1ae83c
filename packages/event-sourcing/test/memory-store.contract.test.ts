import { memoryEventStore } from '@frist/event-sourcing';
import { eventStoreContract } from '@frist/testing';

eventStoreContract({ name: 'memory', shared: false, open: async (options) => memoryEventStore(options) });
